extension CredentialField {
    /// What the field is, and where to find its value.
    var help: [String] {
        switch self {
        case .isOn:
            [
                "Whether anything is pushed to ConnectWise. While it is off, events are kept"
                    + " and everything waits; nothing is lost."
            ]
        case .siteURL:
            [
                "The address you open ConnectWise with, such as https://na.myconnectwise.net.",
                "The api- of the cloud's hosts is added by itself; an address outside the cloud"
                    + " has to be confirmed once.",
            ]
        case .company:
            [
                "The company of the sign-in page: the first of the three values you type when"
                    + " you sign in to ConnectWise."
            ]
        case .publicKey:
            [
                "In ConnectWise: System > Members > API Members > the member > API Keys.",
                "A key pair is made with the plus sign; the public key can be read there later.",
            ]
        case .privateKey:
            [
                "It is shown once, when the key pair is made in System > Members > API Members"
                    + " > API Keys; if it is lost, make a new pair.",
                "It is stored sealed and never shown again. Empty keeps the stored key.",
            ]
        case .clientID:
            [
                "A GUID that names this integration: developer.connectwise.com > ClientID.",
                "It is the same for all your companies and is no secret.",
            ]
        case .solution:
            [
                "The management solution as it is named in ConnectWise: System > Setup Tables >"
                    + " Management IT Solution. Up to 30 characters.",
                "Managed IDs are looked for under this name.",
            ]
        case .certificateAuthority:
            [
                "Only for a server with a private certificate authority: the path of its"
                    + " certificate (PEM).",
                "A minus sign takes a stored one away. Leave it empty for the cloud.",
            ]
        case .apiVersion:
            [
                "The version of the REST interface that is asked for, such as 2025.16.",
                "Change it only when the connection test says so.",
            ]
        case .legacyUsername, .legacyPassword:
            [
                "The Integrator Login of the SOAP interface, which ConnectWise ended on 1 January"
                    + " 2020: with it alone every push is held.",
                "It goes from the screen and the store when both API keys are saved.",
            ]
        }
    }
}
