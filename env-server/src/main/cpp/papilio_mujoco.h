// The functions of MuJoCo that Papilio calls, safe for a JVM; JavaCPP makes class Mujoco of them.
#pragma once

#include <math.h>
#include <mujoco/mujoco.h>

#include <algorithm>
#include <stdexcept>

#include "derived.h"
#include "guard.h"

namespace papilio {

// What step() answers.
enum StepResult {
  STEP_DONE = 0,
  STEP_WARNED = 1,     // MuJoCo warned of a bad position, velocity or acceleration; see lastMessage()
  STEP_NOT_FINITE = 2  // the new state holds NaN or infinity
};

// The model of an MJCF text; throws with the compiler's message when there is none.
inline mjModel* compile(const char* mjcf) {
  char error[1024] = "";
  mjSpec* spec = nullptr;
  mjModel* model = nullptr;
  guarded([&] {
    spec = mj_parseXMLString(mjcf, nullptr, error, sizeof error);
    if (!spec) return;
    model = mj_compile(spec, nullptr);
    if (!model) snprintf(error, sizeof error, "%s", mjs_getError(spec));
    mj_deleteSpec(spec);
  });
  if (!model) throw std::runtime_error(error);
  return model;
}

inline void deleteModel(mjModel* model) { mj_deleteModel(model); }

// A simulation in its initial state.
inline mjData* makeData(const mjModel* model) {
  mjData* data = nullptr;
  guarded([&] { data = mj_makeData(model); });
  if (!data) throw std::runtime_error("out of memory");
  return data;
}

inline void deleteData(mjData* data) { mj_deleteData(data); }

inline void resetData(const mjModel* model, mjData* data) {
  guarded([&] { mj_resetData(model, data); });
}

inline void forward(const mjModel* model, mjData* data) {
  guarded([&] { mj_forward(model, data); });
}

// Takes n steps and says whether the state can be trusted; MuJoCo itself would quietly reset the simulation
// after a warning and go on.
inline StepResult step(const mjModel* model, mjData* data, int n) {
  guarded([&] {
    for (int i = 0; i < n; i++) mj_step(model, data);
  });
  for (int warning : {mjWARN_BADQPOS, mjWARN_BADQVEL, mjWARN_BADQACC}) {
    if (data->warning[warning].number > 0) return STEP_WARNED;
  }
  for (int i = 0; i < model->nq; i++) {
    if (!isfinite(data->qpos[i])) return STEP_NOT_FINITE;
  }
  for (int i = 0; i < model->nv; i++) {
    if (!isfinite(data->qvel[i])) return STEP_NOT_FINITE;
  }
  return STEP_DONE;
}

// Fills cacc, cfrc_int and cfrc_ext from the last step.
inline void rnePostConstraint(const mjModel* model, mjData* data) {
  guarded([&] { mj_rnePostConstraint(model, data); });
}

// How many numbers getState writes; -1 for a model with state that MuJoCo does not hand out.
inline int stateSize(const mjModel* model) {
  bool hidden = model->nhistory || model->nflex || model->nplugin || (model->opt.enableflags & mjENBL_SLEEP);
  if (hidden) return -1;
  int size = mj_stateSize(model, mjSTATE_INTEGRATION);
  eachDerived(model, [&](mjtNum* mjData::*, mjtSize n) { size += n; });
  return size;
}

// Writes everything that decides the steps to come and what can be seen before the next one: state has room for
// stateSize numbers.
inline void getState(const mjModel* model, const mjData* data, double* state) {
  mj_getState(model, data, state, mjSTATE_INTEGRATION);
  double* next = state + mj_stateSize(model, mjSTATE_INTEGRATION);
  eachDerived(model, [&](mjtNum* mjData::*array, mjtSize n) { next = std::copy_n(data->*array, n, next); });
}

// Puts back what getState wrote, whatever the simulation did before.
inline void setState(const mjModel* model, mjData* data, const double* state) {
  guarded([&] {
    mj_resetData(model, data);
    mj_setState(model, data, state, mjSTATE_INTEGRATION);
  });
  const double* next = state + mj_stateSize(model, mjSTATE_INTEGRATION);
  eachDerived(model, [&](mjtNum* mjData::*array, mjtSize n) {
    std::copy_n(next, n, data->*array);
    next += n;
  });
}

// The last error or warning of MuJoCo on this thread.
inline const char* lastMessage() { return guard.message; }

// The library's version, for example "3.14.0".
inline const char* version() { return mj_versionString(); }

// The C library's functions, whose last bits Gymnasium's answers show.
inline double sine(double x) { return sin(x); }
inline double cosine(double x) { return cos(x); }
inline double power(double x, double y) { return pow(x, y); }

// The index of a named object, -1 when there is none; type is one of mjOBJ_*.
inline int nameToId(const mjModel* model, int type, const char* name) {
  return mj_name2id(model, type, name);
}

// The name of an object, null when it has none; type is one of mjOBJ_*.
inline const char* idToName(const mjModel* model, int type, int id) {
  return mj_id2name(model, type, id);
}

}  // namespace papilio
