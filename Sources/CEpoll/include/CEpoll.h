#pragma once
// What Glibc's Swift module leaves out. No feature macros here: the same system header built two ways breaks the
// module build, so whatever needs _GNU_SOURCE stands in CEpoll.c behind a prototype of ours.
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

/// accept4(2), non-blocking and close-on-exec, on any listening socket. The peer's address is written to `address`.
int calento_accept(int listener, void *address, unsigned int *length);
/// Adds or changes interest in `descriptor`; `data` comes back with its events. Returns 0, or -1 with errno set.
int calento_epoll_set(int epoll, int operation, int descriptor, uint32_t events, uint64_t data);
/// The data word of one event that epoll_wait returned.
static inline uint64_t calento_event_data(const struct epoll_event *event) { return event->data.u64; }

/// A word that belongs to the calling thread: which event loop runs on it. Null on every other thread.
void *calento_thread_loop(void);
void calento_set_thread_loop(void *loop);

/// Names a thread for debuggers and `top`; the first 15 bytes count.
void calento_name_thread(unsigned long thread, const char *name);
