extension Command {
  static let bench = Command(
    name: "bench", usage: "bench slots | templates | http [--port P] [--cold]",
    does: "Measures the program's own parts, one figure a line; http serves pages for make bench to load until stopped",
    example: "calento bench slots"
  ) { arguments in
    switch arguments.word() {
    case "slots":
      try arguments.end()
      for line in BenchSlots.run() { Standard.say(line) }
    case "templates":
      try arguments.end()
      for line in try BenchTemplates.run() { Standard.say(line) }
    case "http":
      var choices = try ServeChoices(&arguments)
      choices.keepsPages = !arguments.flag("--cold")
      choices.doesJobs = false
      try arguments.end()
      choices.door = { MeasuringDoor(front: $0, database: $1, office: $2) }
      try Serving.run(choices)
    default:
      throw Usage("bench takes slots, templates or http")
    }
  }
}
