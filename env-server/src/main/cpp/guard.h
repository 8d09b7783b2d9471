// Turns MuJoCo's fatal errors into C++ exceptions.
//
// MuJoCo hands an error to its log handler and ends the process when that returns. The handler here leaves
// by longjmp instead: MuJoCo's engine is C, so no destructor is skipped. It neither prints nor writes the log
// file; it keeps the message for whoever asks.
#pragma once

#include <mujoco/mujoco.h>
#include <setjmp.h>
#include <stdio.h>

#include <stdexcept>

namespace papilio {

struct Guard {
  jmp_buf* landing = nullptr;  // where an error goes; null outside guarded()
  char message[1024] = "";     // the last error or warning of this thread
};
inline thread_local Guard guard;

inline void keepMessage(const mjLogMessage* message) {
  if (message->level < mjLOG_WARNING) return;
  snprintf(guard.message, sizeof guard.message, "%s", message->subject);
  if (message->level == mjLOG_ERROR && guard.landing) longjmp(*guard.landing, 1);
}

// Set while the library loads, before any thread can call MuJoCo.
inline const mjfLogHandler previousHandler = mju_setLogHandler(keepMessage);

// Runs a function that calls MuJoCo; throws std::runtime_error with MuJoCo's message when that fails.
template <typename F>
void guarded(F function) {
  jmp_buf landing;
  guard.message[0] = 0;
  guard.landing = &landing;
  if (_setjmp(landing) == 0) {
    function();
    guard.landing = nullptr;
  } else {
    guard.landing = nullptr;
    throw std::runtime_error(guard.message);
  }
}

}  // namespace papilio
