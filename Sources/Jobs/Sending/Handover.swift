internal import CivilTime
internal import Letters
internal import Log
internal import Mail
internal import Mustache
internal import Postgres
internal import Reactor
internal import Store

extension SendLetters {
  /// Longer than all of a claim's letters take on a good day; so long those of a server that died have to wait.
  static let lease = Duration.seconds(300)

  /// Handing over one letter takes no longer, waiting for a thread included. What of a claim is not begun by then may
  /// be somebody else's before it is done.
  static let longestHandover = Duration.seconds(150)

  func send(_ letters: [LetterID], of owner: UserID, _ shift: Shift) async throws {
    let end = now.after(Self.lease)
    let rows = try await database.query(LetterQueue.claim(letters, of: owner, until: end, at: now))
    var claimed: [ClaimedLetter] = []
    for row in rows { claimed.append(try ClaimedLetter(row, of: owner)) }
    // Ids grow with time: in the order in which they were written.
    claimed.sort { $0.id.description < $1.id.description }
    var notes: [Query] = []
    for letter in claimed {
      let isLate = end < now.after(Self.longestHandover)
      if shift.isOver || isLate || !way.isOpen(at: now) {
        notes.append(LetterQueue.release(letter, next: way.isOpen(at: now) ? now : now.after(Way.pause), at: now))
        continue
      }
      if let note = try await send(letter) { notes.append(note) }
      // What would go twice is noted at once.
      if !transport.knowsRepeats { try await keep(&notes) }
    }
    try await keep(&notes)
  }

  /// One letter from its row to its fate; nil where it is not ours any more.
  private func send(_ letter: ClaimedLetter) async throws -> Query? {
    if let begun = letter.begunBy {
      return fail(letter, "it may have arrived: this program ended while it handed it over by \(begun)")
    }
    let message: Message
    switch try await write(letter) {
    case .written(let written): message = written
    case .unwritable(let reason): return fail(letter, reason)
    case .notNow(let reason): return delay(letter, reason)
    }
    if !transport.knowsRepeats {
      let begun = try await database.query(LetterQueue.begin(letter, by: transport.name, at: now))
      if begun.touchedCount == 0 { return nil }
    }
    do {
      return fate(of: letter, message, try await transport.deliver(Parcel(message, isRepeat: letter.attempt > 1)))
    } catch is CancellationError {
      return LetterQueue.release(letter, next: now, at: now)
    }
  }

  private enum Writing {
    case written(Message)
    case unwritable(String)
    case notNow(String)
  }

  /// Nil where it tells what this version does not know.
  private func draft(of letter: ClaimedLetter) -> (@Sendable () throws -> Message)? {
    let (stationery, id, owner) = (stationery, letter.id, letter.owner)
    if let template = LetterTemplate(rawValue: letter.templateName), let facts = letter.facts {
      return { try stationery.write(template, facts, id, of: owner) }
    }
    if let template = AccountTemplate(rawValue: letter.templateName), let facts = letter.accountFacts {
      return { try stationery.write(template, facts, id, of: owner) }
    }
    return nil
  }

  /// On a thread of the pool: no page waits for a letter to be written.
  private func write(_ letter: ClaimedLetter) async throws -> Writing {
    guard let draft = draft(of: letter) else {
      return .unwritable("this version of the program does not know what this letter tells")
    }
    do {
      return .written(try await pool.run(draft))
    } catch let problem as LetterProblem {
      return .unwritable(problem.description)
    } catch let fault as Fault {
      log.error("template refused", ["error": .error(fault)])
      return .notNow("a template is broken: \(fault)")
    } catch is PoolFull {
      return .notNow("too much is under way on this server")
    } catch is CancellationError {
      return .notNow("this program was asked to end")
    }
  }

  private func fate(of letter: ClaimedLetter, _ message: Message, _ delivery: Delivery) -> Query {
    switch delivery {
    case .accepted(let id):
      if way.open() { log.info("letters leave again") }
      return LetterQueue.sent(
        letter, subject: message.subject, message: message.bytes, by: transport.name, as: id, at: now)
    case .refusedForNow(let reason): return delay(letter, reason)
    case .refused(let reason): return fail(letter, reason)
    case .closed(let reason):
      if way.close(at: now) { log.error("letters can't leave", ["reason": .string(reason)]) }
      return delay(letter, reason)
    case .unknown(let reason): return fail(letter, "it may have arrived: \(reason)")
    }
  }

  private func delay(_ letter: ClaimedLetter, _ reason: String) -> Query {
    guard let pause = patience.pause(after: letter.attempt) else { return fail(letter, reason) }
    return LetterQueue.later(letter, because: reason, next: now.after(pause), at: now)
  }

  private func fail(_ letter: ClaimedLetter, _ reason: String) -> Query {
    log.warning("letter failed", ["letter": .string(letter.id.description), "reason": .string(reason)])
    return LetterQueue.failed(letter, because: reason, at: now)
  }

  /// Notes what became of letters. Tried again while the database is away: what was sent should not count as waiting.
  private func keep(_ notes: inout [Query]) async throws {
    guard !notes.isEmpty else { return }
    var pause = Duration.milliseconds(100)
    let end = now.after(Self.longestHandover)
    while true {
      do throws(DatabaseError) {
        try await database.transaction(sending: notes)
        notes = []
        return
      } catch {
        guard error.isUnavailable || error.kind == .busy || error.kind == .timeout, now < end else { throw error }
        guard let loop = EventLoop.current, (try? await loop.sleep(for: pause)) != nil else { throw error }
        pause = min(pause * 2, .seconds(5))
      }
    }
  }
}
