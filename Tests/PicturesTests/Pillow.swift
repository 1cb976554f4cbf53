import Crypto
import TestSupport

/// Python's imaging library: makes pictures as programs do, and looks at ours as a second reader.
enum Pillow {
  /// What it sees in a picture.
  struct Look: Equatable {
    let kind: String
    let width: Int
    let height: Int
    /// The sum of its pixels as they are shown, turned the right way up.
    let pixels: String
    /// What is said beside pixels, by name.
    let notes: Set<String>
  }

  /// Pictures by the name of what is special about them.
  static var samples: [String: [UInt8]] {
    get async throws { try await made.value }
  }

  private static let made = Task {
    let lines = try await run(making)
    return try Dictionary(
      uniqueKeysWithValues: lines.map { line in
        let parts = line.split(separator: " ")
        return (String(parts[0]), try Hex.decode(parts[1].utf8))
      })
  }

  static func look(at pictures: [[UInt8]]) async throws -> [Look] {
    try await run(looking, input: pictures.map { Hex.encode($0) + "\n" }.joined()).map { line in
      let parts = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      return Look(
        kind: parts[0], width: Int(parts[1]) ?? 0, height: Int(parts[2]) ?? 0, pixels: parts[3],
        notes: Set(parts[4].split(separator: ",").map(String.init)))
    }
  }

  /// Debian's Python, which has the library with it.
  private static func run(_ script: String, input: String = "") async throws -> [Substring] {
    let python = try ChildProcess("/usr/bin/python3", ["-c", script])
    try await waiting {
      python.write(input)
      python.closeInput()
    }
    let (ending, output, errors) = try await python.finish()
    guard ending == .exited(0) else { throw Failure(text: errors) }
    return output.split(separator: "\n")
  }

  struct Failure: Error {
    let text: String
  }

  private static let making = """
    import io
    from PIL import Image, ImageCms, PngImagePlugin
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile('sRGB')).tobytes()
    exif = Image.Exif()
    exif[0x0112], exif[0x010f] = 6, 'SecretCamera'
    upright = Image.Exif()
    upright[0x0112], upright[0x010f] = 1, 'SecretCamera'
    text = PngImagePlugin.PngInfo()
    text.add_text('Author', 'SecretName')
    text.add_itxt('Comment', 'SecretNote')
    text.add_text('Long', 'SecretName' * 20, zip=True)
    def picture(mode, size=(40, 30)):
        whole = Image.new('RGBA', size)
        whole.putdata([(x * 5 % 256, y * 7 % 256, (x * y) % 256, 255 if x > 9 else x * 25)
            for y in range(size[1]) for x in range(size[0])])
        return whole.convert(mode)
    def say(name, image, kind, **options):
        out = io.BytesIO()
        image.save(out, kind, **options)
        print(name, out.getvalue().hex())
    for mode in ['1', 'L', 'LA', 'P', 'RGB', 'RGBA', 'I']:
        say('png-' + mode, picture('L').convert('I') if mode == 'I' else picture(mode), 'PNG')
    say('png-see-through', picture('P'), 'PNG', transparency=3)
    say('png-secret', picture('RGB'), 'PNG', pnginfo=text, exif=upright, icc_profile=profile, dpi=(72, 72))
    say('png-moving', picture('RGB'), 'PNG', save_all=True, append_images=[picture('L').convert('RGB')])
    for mode in ['L', 'RGB', 'CMYK']:
        say('jpeg-' + mode, picture(mode), 'JPEG')
    say('jpeg-progressive', picture('RGB'), 'JPEG', progressive=True, quality=95)
    say('jpeg-restarting', picture('RGB', (200, 150)), 'JPEG', restart_marker_blocks=2)
    say('jpeg-secret', picture('RGB'), 'JPEG', exif=exif, comment=b'SecretNote', icc_profile=profile)
    say('jpeg-upright', picture('RGB'), 'JPEG', exif=upright)
    say('webp-lossy', picture('RGB'), 'WEBP')
    say('webp-lossless', picture('RGB'), 'WEBP', lossless=True)
    say('webp-alpha', picture('RGBA'), 'WEBP')
    say('webp-lossless-alpha', picture('RGBA'), 'WEBP', lossless=True)
    say('webp-secret', picture('RGB'), 'WEBP', exif=upright, xmp=b'<SecretNote/>', icc_profile=profile)
    say('webp-secret-alpha', picture('RGBA'), 'WEBP', exif=upright, xmp=b'<SecretNote/>')
    say('webp-moving', picture('RGB'), 'WEBP', save_all=True, append_images=[picture('L').convert('RGB')])
    say('gif', picture('P'), 'GIF')
    say('png-widest', Image.new('1', (4096, 1)), 'PNG')
    say('png-too-wide', Image.new('1', (4097, 1)), 'PNG')
    say('jpeg-too-high', Image.new('L', (1, 4097)), 'JPEG')
    say('webp-too-wide', Image.new('RGB', (4097, 1)), 'WEBP')
    """

  private static let looking = """
    import hashlib, io, sys
    from PIL import Image, ImageOps
    for line in sys.stdin.readlines():
        image = Image.open(io.BytesIO(bytes.fromhex(line)))
        image.load()
        shown = ImageOps.exif_transpose(image).convert('RGBA')
        exif = ['exif-%x' % tag for tag in image.getexif()]
        notes = sorted(set(str(key).replace(' ', '_') for key in image.info) | set(exif))
        print(image.format, image.width, image.height, hashlib.sha256(shown.tobytes()).hexdigest(), ','.join(notes))
    """
}
