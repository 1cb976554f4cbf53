/// The first words of the zones' names.
enum Continent: String, CaseIterable {
  case africa = "Africa"
  case america = "America"
  case antarctica = "Antarctica"
  case asia = "Asia"
  case atlantic = "Atlantic"
  case australia = "Australia"
  case europe = "Europe"
  case indian = "Indian"
  case pacific = "Pacific"

  var word: Word {
    switch self {
    case .africa: .regionAfrica
    case .america: .regionAmerica
    case .antarctica: .regionAntarctica
    case .asia: .regionAsia
    case .atlantic: .regionAtlantic
    case .australia: .regionAustralia
    case .europe: .regionEurope
    case .indian: .regionIndian
    case .pacific: .regionPacific
    }
  }
}
