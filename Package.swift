// swift-tools-version: 6.2
// The map of the house. A module imports only from rows below its own; every build checks it.
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

/// A module of ours.
func room(_ name: String, _ needs: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: needs, swiftSettings: settings)
}

/// A door to a C library from Debian: a module map and a shim, no logic.
func door(_ name: String, _ pkgConfig: String, _ debian: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([debian])])
}

/// Tests of one module, in a folder of the same name.
func tests(_ name: String, _ needs: [Target.Dependency]) -> Target {
  .testTarget(name: name + "Tests", dependencies: needs, swiftSettings: settings)
}

let package = Package(
  name: "calento",
  products: [.executable(name: "calento", targets: ["App"])],
  targets: [
    // Row 7: where everything meets. Wiring, configuration, one file per command line verb.
    .executableTarget(
      name: "App",
      dependencies: [
        "Web", "API", "Jobs", "Operations", "Letters", "Store", "Scenarios", "Server", "Postgres", "Outbound", "Mail",
        "Mustache", "HTTP", "Crypto", "CivilTime", "Scheduling", "Log", "Reactor",
      ],
      swiftSettings: settings),

    // Row 6: faces. They understand what is asked and show what came of it.
    room(
      "Web",
      [
        "Operations", "Store", "Scheduling", "ICalendar", "Almanac", "CivilTime", "Crypto", "Server", "HTTP",
        "Mustache", "QR", "Log", "Guard",
      ]),  // routes and pages by audience

    // the same operations as JSON resources
    room("API", ["Operations", "Store", "Scheduling", "CivilTime", "Crypto", "Server", "HTTP", "Log"]),

    // by the clock
    room(
      "Jobs",
      ["Operations", "Letters", "Store", "Mail", "Postgres", "Mustache", "CivilTime", "Reactor", "Log", "Guard"]),

    // Row 5: verbs.
    room("Operations", ["Store", "Scheduling", "Pictures", "Postgres", "CivilTime", "Crypto", "Reactor"]),
    room("Scenarios", ["Scheduling", "ICalendar", "CivilTime"]),  // the rules of time by hand, from a file

    // Row 4.5: what is written from what is kept.
    room("Letters", ["Store", "Scheduling", "ICalendar", "Mail", "Almanac", "CivilTime", "Crypto", "Mustache"]),

    // Row 4: all that is kept.
    room("Store", ["Scheduling", "ICalendar", "Postgres", "CivilTime", "Crypto", "Reactor", "Guard"]),  // SQL, caches

    // Row 3: the domain and its texts, pure.
    room("Scheduling", ["CivilTime"]),  // hours, windows, slots, reasons
    room("ICalendar", ["CivilTime"]),  // RFC 5545/5546 texts and recurrence
    room("Mail", ["Outbound", "Reactor", "CivilTime", "Crypto"]),  // MIME messages, Maildir and SMTP

    // Row 2: what every face and letter says alike.
    room("Almanac", ["CivilTime", "Guard"]),  // dates in each language, zones' cities, daylight

    // Row 2: the outside.
    room("Server", ["HTTP", "Reactor", "Log", "Guard", "CEpoll", "COpenSSL", "CZlib"]),  // sockets, TLS, files, drain
    room("Postgres", ["Reactor", "CivilTime", "Crypto", "Log", "CPostgres"]),  // pipeline, pool, queries, migrations
    room("Outbound", ["Reactor", "CCurl"]),  // HTTP and SMTP to others, guarded

    // Row 1.5: what the outside reports to.
    room("Log", ["Reactor", "Guard"]),  // one structured line per happening

    // Row 1: values and machines that know nothing of Calento.
    room("CivilTime", ["Guard"]),  // dates, times, instants, ranges, zones
    room("HTTP"),  // requests, responses, parser machine; no socket
    room("Mustache", ["Guard"]),  // templates: parser, typed binding, renderer
    room("Pictures"),  // what people send as one, made fit to be shown
    room("Crypto", ["Guard", "COpenSSL", "CCrypt"]),  // hashes, seals, tokens
    room("QR", ["CQREncode"]),  // a text as a square that cameras read
    room("Reactor", ["Guard", "CEpoll"]),  // event loops, timers, the pool for blocking work

    // Row 0.5: what threads share.
    room("Guard"),  // state behind a lock that the thread sanitizer sees

    // Row 0: doors to C.
    door("CPostgres", "libpq", "libpq-dev"),
    door("COpenSSL", "openssl", "libssl-dev"),
    door("CCurl", "libcurl", "libcurl4-openssl-dev"),
    door("CICal", "libical", "libical-dev"),
    door("CXML", "libxml-2.0", "libxml2-dev"),
    door("CCrypt", "libcrypt", "libcrypt-dev"),
    door("CZlib", "zlib", "zlib1g-dev"),
    door("CQREncode", "libqrencode", "libqrencode-dev"),
    .target(name: "CEpoll"),

    // Tests mirror the rooms; pages, processes and house rules have rooms of their own.
    .target(
      name: "TestSupport", dependencies: ["HTTP", "Reactor", "Crypto", "Guard", "CXML"], path: "Tests/TestSupport",
      swiftSettings: settings),
    .target(
      name: "TestDatabases", dependencies: ["Postgres", "Reactor", "Guard", "TestSupport"], path: "Tests/TestDatabases",
      swiftSettings: settings),
    tests("Guard", ["Guard", "TestSupport"]),
    tests("Reactor", ["Reactor", "CEpoll", "TestSupport"]),
    tests("Log", ["Log", "Guard", "TestSupport"]),
    tests("HTTP", ["HTTP", "TestSupport"]),
    tests("Mustache", ["Mustache", "TestSupport"]),
    tests("Pictures", ["Pictures", "Crypto", "TestSupport"]),
    tests("Crypto", ["Crypto", "TestSupport"]),
    tests("QR", ["QR", "TestSupport"]),
    tests("CivilTime", ["CivilTime", "TestSupport"]),
    tests("Almanac", ["Almanac", "CivilTime", "TestSupport"]),
    tests("ICalendar", ["ICalendar", "CivilTime", "CICal", "TestSupport"]),  // libical: a second reader
    tests("Scheduling", ["Scheduling", "CivilTime", "Guard", "TestSupport"]),
    tests(
      "Store", ["Store", "Scheduling", "Postgres", "CivilTime", "Crypto", "Reactor", "TestDatabases", "TestSupport"]),
    tests(
      "Operations",
      [
        "Operations", "Store", "Scheduling", "Postgres", "CivilTime", "Crypto", "Reactor", "Guard", "TestDatabases",
        "TestSupport",
      ]),
    tests("Scenarios", ["Scenarios", "Scheduling", "ICalendar", "CivilTime", "TestSupport"]),
    tests("Server", ["Server", "HTTP", "Reactor", "Log", "Guard", "CEpoll", "COpenSSL", "TestSupport"]),
    tests("Postgres", ["Postgres", "Reactor", "CivilTime", "Guard", "TestDatabases", "TestSupport"]),
    tests("Outbound", ["Outbound", "Reactor", "Guard", "TestSupport"]),
    tests("Mail", ["Mail", "Reactor", "CivilTime", "Crypto", "TestSupport"]),
    tests(
      "Letters",
      ["Letters", "Store", "Scheduling", "Mail", "Almanac", "CivilTime", "Crypto", "Mustache", "TestSupport"]),
    tests(
      "Jobs",
      [
        "Jobs", "Operations", "Letters", "Store", "Scheduling", "Mail", "Postgres", "CivilTime", "Crypto", "Reactor",
        "Log", "Mustache", "Guard", "TestDatabases", "TestSupport",
      ]),
    tests(
      "Web",
      [
        "Web", "Operations", "Store", "Scheduling", "Almanac", "CivilTime", "Crypto", "Postgres", "Reactor", "Server",
        "HTTP", "Mustache", "Log", "TestDatabases", "TestSupport",
      ]),
    tests(
      "API",
      [
        "API", "Operations", "Store", "Scheduling", "CivilTime", "Crypto", "Postgres", "Reactor", "Server", "HTTP",
        "Log",
        "TestDatabases", "TestSupport",
      ]),
    tests(
      "System",
      [
        "App", "Operations", "Store", "Scheduling", "Postgres", "CivilTime", "Crypto", "Reactor", "Guard",
        "TestDatabases", "TestSupport",
      ]),
    tests("Browser", ["App", "Crypto", "TestSupport"]),
    tests("House", ["TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

// Bad input for every parser, by the toolchain's own fuzzer; built by `make fuzz` alone, which brings its flags.
if Context.environment["CALENTO_FUZZ"] != nil {
  package.products.append(.executable(name: "Fuzz", targets: ["Fuzz"]))
  package.targets.append(
    .executableTarget(
      name: "Fuzz", dependencies: ["HTTP", "Mustache", "Pictures", "Crypto", "CivilTime", "ICalendar", "Scenarios"],
      path: "Tests/Fuzz", exclude: ["seeds"], swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]))
}
