/// What a path and method lead to.
enum RouteMatch {
    /// The operation and the ids in the path, outermost first.
    case operation(Operation, ids: [Int])
    /// The path exists, the method does not.
    case otherMethod
    /// There is no such path.
    case nothing
}

/// The operations arranged by path segment, for matching concrete paths.
struct PathTree: Sendable {
    private var literals: [Substring: PathTree] = [:]
    /// The subtree below a `{placeholder}`; an array because a struct cannot hold itself.
    private var placeholder: [PathTree] = []
    private var operations: [String: Operation] = [:]

    mutating func insert(_ operation: Operation) {
        insert(operation, segments: operation.template.split(separator: "/")[...])
    }

    private mutating func insert(_ operation: Operation, segments: ArraySlice<Substring>) {
        guard let segment = segments.first else {
            operations[operation.method] = operation
            return
        }
        if segment.hasPrefix("{") {
            var subtree = placeholder.first ?? PathTree()
            subtree.insert(operation, segments: segments.dropFirst())
            placeholder = [subtree]
        } else {
            literals[segment, default: PathTree()]
                .insert(operation, segments: segments.dropFirst())
        }
    }

    func match(method: String, segments: ArraySlice<Substring>, ids: [Int]) -> RouteMatch {
        guard let segment = segments.first else {
            if let operation = operations[method] { return .operation(operation, ids: ids) }
            return operations.isEmpty ? .nothing : .otherMethod
        }
        if let subtree = literals[segment] {
            return subtree.match(method: method, segments: segments.dropFirst(), ids: ids)
        }
        if let subtree = placeholder.first, let id = Int(segment) {
            return subtree.match(method: method, segments: segments.dropFirst(), ids: ids + [id])
        }
        return .nothing
    }
}
