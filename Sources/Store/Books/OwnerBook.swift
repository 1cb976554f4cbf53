public import Scheduling

/// Everything a guest's page of one owner is made of, as it stood at one version of that owner. Never changes.
public final class OwnerBook: Sendable {
  public let version: Int64
  public let owner: Owner

  /// All living ones, switched off or not, by title.
  public let links: [Link]

  init(version: Int64, owner: Owner, links: [Link]) {
    self.version = version
    self.owner = owner
    self.links = links
  }
}
