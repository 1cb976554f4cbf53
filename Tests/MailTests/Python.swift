import Crypto
import FoundationEssentials
import TestSupport

/// A message as Python's `email` package reads it.
struct ReadMessage: Codable, Equatable {
  var headers: [[String]]
  var from: [[String]]
  var to: [[String]]
  /// Of each part that is no container: its type, its parameters, its file name and what it holds.
  var parts: [Part]
  var defects: [String]

  struct Part: Codable, Equatable {
    var type: String
    var parameters: [String: String]
    var file: String?
    var content: String
  }

  func header(_ name: String) -> String? {
    headers.first { $0[0] == name }?[1]
  }
}

/// Has a batch of messages read by one process.
func readByPython(_ messages: [[UInt8]]) async throws -> [ReadMessage] {
  let process = try ChildProcess("/usr/bin/python3", ["-c", script])
  let lines = messages.map { Base64.padded.encode($0) + "\n" }.joined()
  try await waiting {
    process.write(lines)
    process.closeInput()
  }
  let (ending, output, errors) = try await process.finish()
  guard ending == .exited(0) else { throw Unexpected(errors) }
  return try output.split(separator: "\n").map { line in
    try JSONDecoder().decode(ReadMessage.self, from: Data(line.utf8))
  }
}

private let script = """
  import base64, email, email.header, email.policy, email.utils, json, sys
  # All is read before anything is answered, or both sides could wait for each other's pipe.
  for line in sys.stdin.readlines():
      message = email.message_from_bytes(base64.b64decode(line), policy=email.policy.SMTPUTF8)
      parts, defects = [], [str(defect) for defect in message.defects]
      for part in message.walk():
          defects += [str(defect) for defect in part.defects]
          for header in part.values():
              defects += [str(defect) for defect in header.defects]
          if not part.is_multipart():
              parts.append(dict(
                  type=part.get_content_type(), parameters=dict(part["Content-Type"].params), file=part.get_filename(),
                  content=part.get_payload(decode=True).decode()))
      def clean(text):
          return text.encode("utf-8", "surrogateescape").decode()
      # By the older of the package's two ways: the newer one forgets that blanks between encoded words of a name go.
      #.
      def people(name):
          raw = clean(dict(message.raw_items())[name]).replace("\\r\\n", "")
          return [[str(email.header.make_header(email.header.decode_header(name))), address]
                  for name, address in email.utils.getaddresses([raw])]
      print(json.dumps(dict(
          headers=[[name, clean(str(value))] for name, value in message.items()], **{"from": people("From")}, to=people("To"),
          parts=parts, defects=defects)))
  """
