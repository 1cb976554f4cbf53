import Store
import Testing

@Suite struct ShelfTests {
  @Test func `what was put is found`() {
    var shelf = Shelf<String, Int>(room: 100)
    shelf.put(1, "one", bytes: 10)
    #expect(shelf.value("one") == 1)
    #expect(shelf.value("two") == nil)
  }

  @Test func `what was not asked for makes room, what was asked for stays`() {
    var shelf = Shelf<Int, Int>(room: 100)
    shelf.put(0, 0, bytes: 10)
    for number in 1...20 {
      shelf.put(number, number, bytes: 10)
      #expect(shelf.value(0) == 0)
      #expect(shelf.count <= 10)
    }
    #expect(shelf.value(1) == nil)
    #expect(shelf.value(20) == 20)
  }

  @Test func `a value too big for the shelf is not kept, nor the one before it`() {
    var shelf = Shelf<String, Int>(room: 100)
    shelf.put(1, "one", bytes: 10)
    shelf.put(2, "one", bytes: 51)
    #expect(shelf.value("one") == nil)
  }

  @Test func `what is removed is gone, from either half`() {
    var shelf = Shelf<Int, Int>(room: 40)
    for number in 1...3 { shelf.put(number, number, bytes: 10) }
    for number in 1...3 { #expect(shelf.remove(number) == number) }
    #expect(shelf.count == 0)
  }
}
