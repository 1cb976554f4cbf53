import HTTP
import TestSupport
import Testing

/// Every vector of the table, however its bytes arrive.
struct VectorTests {
  @Test(arguments: HTTPVector.all)
  func `fed whole, the answer is exact`(vector: HTTPVector) {
    let talk = Talk.hold(vector, cutAt: [])
    let isExact = talk.output == vector.output(isSplit: false)
    #expect(isExact, "\(talk.text)")
    #expect(talk.isClosed == vector.isClosed)
  }

  @Test(arguments: HTTPVector.all)
  func `fed byte by byte, the answer is exact`(vector: HTTPVector) {
    let talk = Talk.hold(vector, cutAt: Array(vector.input.indices))
    let isExact = talk.output == vector.output(isSplit: true)
    #expect(isExact, "\(talk.text)")
    #expect(talk.isClosed == vector.isClosed)
  }

  @Test(arguments: HTTPVector.all)
  func `cut anywhere, the answer is exact`(vector: HTTPVector) throws {
    let allowed = [vector.output(isSplit: false), vector.output(isSplit: true)]
    for cut in vector.input.indices {
      let talk = Talk.hold(vector, cutAt: [cut])
      let isExact = allowed.contains(talk.output) && talk.isClosed == vector.isClosed
      try #require(isExact, "cut before byte \(cut): \(talk.text)")
    }
  }

  @Test func `the table names each case once`() {
    #expect(Set(HTTPVector.all.map(\.name)).count == HTTPVector.all.count)
    #expect(HTTPVector.all.count >= 120)
  }
}
