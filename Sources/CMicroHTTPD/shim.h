#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <microhttpd.h>

/* MHD_start_daemon takes a variable list, which Swift cannot call. Loopback only; a thread per
   connection, because handlers wait; TLS 1.2 or later. */
static inline struct MHD_Daemon *cm_start(
    unsigned short port, const char *key, const char *certificate,
    MHD_AccessHandlerCallback handle,
    void *(*begin)(void *, const char *, struct MHD_Connection *),
    MHD_RequestCompletedCallback end, void *self) {
    struct sockaddr_in address;
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return MHD_start_daemon(
        MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION | MHD_USE_POLL | MHD_USE_TLS,
        port, NULL, NULL, handle, self,
        MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address,
        MHD_OPTION_HTTPS_MEM_KEY, key, MHD_OPTION_HTTPS_MEM_CERT, certificate,
        MHD_OPTION_HTTPS_PRIORITIES, "NORMAL:-VERS-TLS1.0:-VERS-TLS1.1",
        MHD_OPTION_URI_LOG_CALLBACK, begin, self,
        MHD_OPTION_NOTIFY_COMPLETED, end, self,
        MHD_OPTION_CONNECTION_LIMIT, 512u, MHD_OPTION_CONNECTION_TIMEOUT, 300u,
        MHD_OPTION_END);
}

/* The port the daemon really listens on; 0 when it cannot say. */
static inline unsigned short cm_port(struct MHD_Daemon *daemon) {
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
    return info ? info->port : 0;
}

/* Resets the TCP connection at once: the peer gets a RST, not an orderly end. */
static inline void cm_reset(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    struct sockaddr nowhere;
    if (!info) return;
    memset(&nowhere, 0, sizeof nowhere);
    nowhere.sa_family = AF_UNSPEC;
    connect(info->connect_fd, &nowhere, sizeof nowhere);
}
