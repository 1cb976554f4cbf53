import Testing

/// What guests do to running servers. One test at a time: each sets two or more processes under load, and a server that
/// gets no processor tells its guests to come back.
@Suite(.serialized) enum GuestsOfARunningServer {}
