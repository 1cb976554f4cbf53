#pragma once

// libical, as a second reader for the tests of what ICalendar writes. The program itself does without it: its recurrence
// iterator cannot be bounded (one call may run for hours), and its parser changes what it does not understand.
#include <libical/ical.h>
