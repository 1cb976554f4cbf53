#define _GNU_SOURCE
#include "include/CEpoll.h"
#include <pthread.h>
#include <string.h>
#include <sys/socket.h>

int calento_accept(int listener, void *address, unsigned int *length) {
  return accept4(listener, (struct sockaddr *)address, (socklen_t *)length, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

int calento_epoll_set(int epoll, int operation, int descriptor, uint32_t events, uint64_t data) {
  struct epoll_event event = {.events = events, .data.u64 = data};
  return epoll_ctl(epoll, operation, descriptor, &event);
}

static _Thread_local void *thread_loop;

void *calento_thread_loop(void) { return thread_loop; }

void calento_set_thread_loop(void *loop) { thread_loop = loop; }

void calento_name_thread(unsigned long thread, const char *name) {
  char first[16];
  strncpy(first, name, sizeof first - 1);
  first[sizeof first - 1] = 0;
  pthread_setname_np((pthread_t)thread, first);
}
