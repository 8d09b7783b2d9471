// MuJoCo's renderer, safe for a JVM; JavaCPP adds it to class Mujoco. Contexts, canvases and drawing are for the one
// thread that has the context.
#pragma once

#include <mujoco/mujoco.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "gl_context.h"
#include "guard.h"
#include "view.h"

namespace papilio {

class GlContext;
struct Canvas;
struct View;

// An OpenGL context, current on this thread. Throws with the reason when the library or a device is missing.
inline GlContext* openEgl(const char* library, int device) { return new EglContext(library, device); }
inline GlContext* openOsMesa(const char* library) { return new OsMesaContext(library); }
inline void closeContext(GlContext* context) { delete context; }

inline void deleteCanvas(Canvas* canvas) {
  guarded([&] { mjr_freeContext(&canvas->context); });
  delete canvas;
}

inline Canvas* makeCanvas(const mjModel* model, int width, int height) {
  auto canvas = std::make_unique<Canvas>();
  canvas->viewport = {0, 0, width, height};
  guarded([&] {
    mjr_defaultContext(&canvas->context);
    mjr_makeContext(model, &canvas->context, mjFONTSCALE_150);
    // The model is shared, so its own size cannot be changed for one view.
    mjr_resizeOffscreen(width, height, &canvas->context);
  });
  return canvas.release();
}

inline void deleteView(View* view) {
  mjv_freeScene(&view->scene);
  delete view;
}

// A view of at most so many geoms by a free camera that looks at the middle of the model, as it is now.
inline View* makeView(const mjModel* model, const mjData* data, int maxGeoms) {
  auto view = std::make_unique<View>();
  guarded([&] {
    mjv_defaultScene(&view->scene);
    mjv_defaultCamera(&view->camera);
    mjv_defaultOption(&view->option);
    mjv_defaultPerturb(&view->perturbation);
    mjv_makeScene(model, &view->scene, maxGeoms);
  });
  view->camera.distance = model->stat.extent;
  for (int axis = 0; axis < 3; axis++) {
    std::vector<mjtNum> places(model->ngeom);
    for (int i = 0; i < model->ngeom; i++) places[i] = data->geom_xpos[3 * i + axis];
    std::sort(places.begin(), places.end());
    size_t n = places.size();
    // median
    view->camera.lookat[axis] = n == 0 ? 0 : (places[(n - 1) / 2] + places[n / 2]) / 2;
  }
  return view.release();
}

inline void lookAt(View* view, double x, double y, double z) {
  view->camera.lookat[0] = x;
  view->camera.lookat[1] = y;
  view->camera.lookat[2] = z;
}
inline void setDistance(View* view, double distance) { view->camera.distance = distance; }
inline void setAzimuth(View* view, double degrees) { view->camera.azimuth = degrees; }
inline void setElevation(View* view, double degrees) { view->camera.elevation = degrees; }
inline void setOrthographic(View* view, bool orthographic) { view->camera.orthographic = orthographic; }

// Looks through a camera of the model.
inline void setFixedCamera(View* view, int camera) {
  view->camera.type = mjCAMERA_FIXED;
  view->camera.fixedcamid = camera;
}

// Switches one of mjtVisFlag, of which there are visualFlags().
inline int visualFlags() { return mjNVISFLAG; }
inline void setVisualFlag(View* view, int flag, bool on) { view->option.flags[flag] = on; }

// Draws the simulation as it is now, first row on top. rgb has 3 * width * height bytes, depth width * height
// floats; one of them may be null. A failure leaves the simulation as it was.
inline void draw(const mjModel* model, mjData* data, View* view, Canvas* canvas, unsigned char* rgb, float* depth) {
  const mjrRect viewport = canvas->viewport;
  const auto stackTop = data->pstack;
  const auto stackFrame = data->pbase;
  try {
    guarded([&] {
      mjv_updateScene(model, data, &view->option, &view->perturbation, &view->camera, mjCAT_ALL, &view->scene);
      mjr_setBuffer(mjFB_OFFSCREEN, &canvas->context);
      mjr_render(viewport, &view->scene, &canvas->context);
      mjr_readPixels(rgb, depth, viewport, &canvas->context);
    });
  } catch (...) {
    // MuJoCo was left before it could free what it holds of the simulation's memory.
    data->pstack = stackTop;
    data->pbase = stackFrame;
    throw;
  }
  // OpenGL's first row is the lowest.
  for (int low = 0, high = viewport.height - 1; low < high; low++, high--) {
    const int w = viewport.width;
    if (rgb) std::swap_ranges(rgb + 3 * w * low, rgb + 3 * w * (low + 1), rgb + 3 * w * high);
    if (depth) std::swap_ranges(depth + w * low, depth + w * (low + 1), depth + w * high);
  }
}

}  // namespace papilio
