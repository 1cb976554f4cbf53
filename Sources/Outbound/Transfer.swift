internal import CCurl
internal import Glibc

/// One exchange with another server by libcurl: a fresh handle, its limits, its guard, its callbacks. Nothing outlives
/// it, so neither a connection nor a looked-up name that passed one guard can serve behind another.
///
/// It is made, used and dropped on one thread of the blocking pool.
final class Transfer {
  private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  /// Bytes of all headers, or of all replies of a mail server, before we stop listening.
  static let mostHeaderBytes = 64 * 1024

  private let handle: UnsafeMutableRawPointer
  private let guards: [AddressGuard]
  private let stop: StopFlag
  private var lists: [UnsafeMutablePointer<curl_slist>] = []
  private let message = UnsafeMutableBufferPointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

  private var refused: (address: IPAddress?, reason: AddressRefusal)?
  private var isTooLarge = false
  private var headerBytes = 0
  private var upload: ArraySlice<UInt8> = []
  /// Whether libcurl was asked for what is to be sent, and got the end of it.
  private(set) var hasSentAll = false
  private var isOver = false
  /// The status of the answer, or the code of a mail server's last reply.
  private(set) var responseCode = 0
  private(set) var headerLines: [[UInt8]] = []
  private(set) var body: [UInt8] = []
  private let longestBody: Int

  init(guards: [AddressGuard], longestBody: Int, stop: StopFlag) {
    guard Self.isReady, let handle = curl_easy_init() else { fatalError("libcurl does not start: no memory left") }
    self.handle = handle
    self.guards = guards
    self.longestBody = longestBody
    self.stop = stop
    message.initialize(repeating: 0)
    setManners()
    setCallbacks()
  }

  deinit {
    if !isOver { curl_easy_cleanup(handle) }
    for list in lists { curl_slist_free_all(list) }
    message.deallocate()
  }

  /// Of libcurl's conveniences, those that take orders from the environment or from the other side are off.
  private func setManners() {
    must(calento_curl_set_error_buffer(handle, message.baseAddress))
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_PROXY, "")
    set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
    set(CURLOPT_FOLLOWLOCATION, 0)
    set(CURLOPT_FORBID_REUSE, 1)
    // A look-up that hangs is left to itself at the deadline; its thread ends when the resolver gives up.
    set(CURLOPT_QUICK_EXIT, 1)
    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
  }

  private func setCallbacks() {
    let me = Unmanaged.passUnretained(self).toOpaque()
    must(calento_curl_on_socket(handle, { Transfer.from($0)?.open($2) ?? CURL_SOCKET_BAD }, me))
    must(calento_curl_on_progress(handle, { me, _, _, _, _ in Transfer.from(me)?.stop.isRaised == true ? 1 : 0 }, me))
    must(
      calento_curl_on_header(
        handle, { Transfer.from($3)?.takeHeader(UnsafeRawBufferPointer(start: $0, count: $1 * $2)) ?? 0 }, me))
    must(
      calento_curl_on_body(
        handle, { Transfer.from($3)?.takeBody(UnsafeRawBufferPointer(start: $0, count: $1 * $2)) ?? 0 }, me))
    must(
      calento_curl_on_upload(
        handle, { Transfer.from($3)?.giveUpload(UnsafeMutableRawBufferPointer(start: $0, count: $1 * $2)) ?? 0 }, me))
  }

  private static func from(_ pointer: UnsafeMutableRawPointer?) -> Transfer? {
    pointer.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
  }

  func set(_ option: CURLoption, _ value: Int) {
    must(calento_curl_set_number(handle, option, value))
  }

  func set(_ option: CURLoption, _ value: String?) {
    must(calento_curl_set_text(handle, option, value))
  }

  func set(_ option: CURLoption, _ values: [String]) {
    var list: UnsafeMutablePointer<curl_slist>?
    for value in values {
      guard let longer = curl_slist_append(list, value) else { fatalError("no memory for a list") }
      list = longer
    }
    guard let list else { return }
    lists.append(list)
    must(calento_curl_set_list(handle, option, list))
  }

  /// Most options are a limit or a protection: a transfer without one of them must not happen.
  private func must(_ code: CURLcode) {
    guard code == CURLE_OK else {
      fatalError("libcurl refused an option: \(String(cString: curl_easy_strerror(code)))")
    }
  }

  /// `connect` covers looking up the name, connecting and TLS; `whole` everything but a mail server's goodbye; `reply`
  /// one reply of a mail server, goodbye included, in whole seconds.
  func setDeadlines(connect: Duration, whole: Duration, reply: Duration? = nil) {
    set(CURLOPT_CONNECTTIMEOUT_MS, connect.milliseconds)
    set(CURLOPT_TIMEOUT_MS, whole.milliseconds)
    if let reply { set(CURLOPT_SERVER_RESPONSE_TIMEOUT, (reply.milliseconds + 999) / 1000) }
  }

  func setTrust(_ trust: Trust) {
    guard case .file(let path) = trust else { return }
    set(CURLOPT_CAINFO, path)
    set(CURLOPT_CAPATH, nil as String?)
  }

  func setUpload(_ bytes: [UInt8]) {
    upload = bytes[...]
    set(CURLOPT_UPLOAD, 1)
    must(calento_curl_set_size(handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(bytes.count)))
  }

  /// Runs the exchange to its end, once; nil if libcurl is content.
  func run() -> TransferFailure? {
    precondition(!isOver, "a transfer runs once")
    let failure = failure(curl_easy_perform(handle))
    calento_curl_get_number(handle, CURLINFO_RESPONSE_CODE, &responseCode)
    // Here and not in `deinit`: saying goodbye to the other side calls back.
    curl_easy_cleanup(handle)
    isOver = true
    return failure
  }

  /// Likewise, with a body behind the headers of the request.
  func run(body: [UInt8]) -> TransferFailure? {
    body.withUnsafeBytes { bytes in
      // Without a pointer libcurl would ask for the body by callback.
      let start = bytes.baseAddress ?? UnsafeRawPointer(message.baseAddress)
      must(calento_curl_set_body(handle, start, curl_off_t(bytes.count)))
      return run()
    }
  }

  private func failure(_ code: CURLcode) -> TransferFailure? {
    switch code {
    case CURLE_OK: nil
    case _ where isTooLarge: .tooLarge
    case CURLE_ABORTED_BY_CALLBACK: .stopped
    case CURLE_OPERATION_TIMEDOUT: .timedOut
    case CURLE_COULDNT_CONNECT where refused != nil: refused.map { .refused($0.address, $0.reason) }
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT: .unreachable(reason(code))
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE, CURLE_USE_SSL_FAILED:
      .untrusted(reason(code))
    case CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE: .hungUp(reason(code))
    case CURLE_LOGIN_DENIED: .loginDenied(reason(code))
    default: .broken(reason(code))
    }
  }

  private func reason(_ code: CURLcode) -> String {
    let detail = String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail
  }

  /// The one place where a connection begins: the address is judged, and a socket is made for it alone.
  private func open(_ target: UnsafeMutablePointer<curl_sockaddr>?) -> curl_socket_t {
    guard let target, let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) else { return CURL_SOCKET_BAD }
    let socketAddress = UnsafeRawPointer(target) + offset
    guard let address = IPAddress(socketAddress: socketAddress, length: Int(target.pointee.addrlen)) else {
      refused = (nil, .foreign)
      return CURL_SOCKET_BAD
    }
    if let reason = guards.lazy.compactMap({ $0.refusal(of: address) }).first {
      refused = (address, reason)
      return CURL_SOCKET_BAD
    }
    let kind = target.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
    return socket(target.pointee.family, kind, target.pointee.protocol)
  }

  private func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Int {
    headerBytes += bytes.count
    guard headerBytes <= Self.mostHeaderBytes else {
      isTooLarge = true
      return 0
    }
    headerLines.append(Array(bytes))
    return bytes.count
  }

  private func takeBody(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard bytes.count <= longestBody - body.count else {
      isTooLarge = true
      return 0
    }
    body.append(contentsOf: bytes)
    return bytes.count
  }

  private func giveUpload(_ room: UnsafeMutableRawBufferPointer) -> Int {
    let piece = upload.prefix(room.count)
    room.copyBytes(from: piece)
    upload = upload.dropFirst(piece.count)
    hasSentAll = upload.isEmpty
    return piece.count
  }
}

extension Duration {
  /// At least one, as zero would mean "no limit" to libcurl, and at most a day.
  fileprivate var milliseconds: Int {
    let bounded = min(max(self, .milliseconds(1)), .seconds(86_400)).components
    return Int(bounded.seconds) * 1000 + Int(bounded.attoseconds / 1_000_000_000_000_000)
  }
}
