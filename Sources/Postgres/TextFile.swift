internal import Glibc

/// The text of a small file; nil where it can't be read.
func readText(_ path: String) -> String? {
  guard let file = fopen(path, "re") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var piece = [UInt8](repeating: 0, count: 4096)
  while case let count = fread(&piece, 1, piece.count, file), count > 0 { bytes += piece.prefix(count) }
  return ferror(file) == 0 ? String(decoding: bytes, as: UTF8.self) : nil
}

/// Writes a new file; false where there is one already, or no place for it.
func createFile(_ path: String, _ text: String) -> Bool {
  guard let file = fopen(path, "wxe") else { return false }
  let bytes = Array(text.utf8)
  let written = fwrite(bytes, 1, bytes.count, file)
  return fclose(file) == 0 && written == bytes.count
}

/// The names in a folder, in order; none where it can't be read.
func entries(of folder: String) -> [String] {
  guard let stream = opendir(folder) else { return [] }
  defer { closedir(stream) }
  var names: [String] = []
  while let entry = readdir(stream) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
      field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != "." && name != ".." { names.append(name) }
  }
  return names.sorted()
}
