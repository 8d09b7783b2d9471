// An OpenGL context without a window, by EGL or OSMesa, whichever library is there when it is asked for.
//
// Nothing is linked: a machine without OpenGL still runs everything else. The few declarations of the two
// libraries are repeated here, so that neither is needed to build. Names must be global for MuJoCo, which looks
// for the library's own way to OpenGL's functions among them.
#pragma once

#include <dlfcn.h>
#include <stdint.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace papilio {

// Current on the thread that makes it, where it must be deleted too.
class GlContext {
 public:
  virtual ~GlContext() = default;
};

class GlLibrary {
 public:
  explicit GlLibrary(const char* name) : handle_(dlopen(name, RTLD_NOW | RTLD_GLOBAL)) {
    if (!handle_) throw std::runtime_error(dlerror());
  }

  template <typename F>
  F* function(const char* name) const {
    void* address = dlsym(handle_, name);
    if (!address) throw std::runtime_error(dlerror());
    return reinterpret_cast<F*>(address);
  }

 private:
  // Never closed: its threads and exit handlers outlive every context.
  void* handle_;
};

// A context of a graphics card, or of Mesa's software renderer, without any surface.
class EglContext final : public GlContext {
 public:
  EglContext(const char* library, int device) : egl_(library) {
    display_ = initializedDisplay(device);
    const int32_t attributes[] = {RED_SIZE,     8,           GREEN_SIZE,      8, BLUE_SIZE,    8, ALPHA_SIZE, 8,
                                  DEPTH_SIZE,   24,          STENCIL_SIZE,    8, SURFACE_TYPE, PBUFFER_BIT,
                                  RENDERABLE_TYPE, OPENGL_BIT, NONE};
    void* config = nullptr;
    int32_t count = 0;
    auto choose = egl_.function<uint32_t(void*, const int32_t*, void**, int32_t, int32_t*)>("eglChooseConfig");
    if (!choose(display_, attributes, &config, 1, &count) || count < 1) {
      throw std::runtime_error("EGL has no suitable frame buffer");
    }
    egl_.function<uint32_t(uint32_t)>("eglBindAPI")(OPENGL_API);
    context_ = egl_.function<void*(void*, void*, void*, const int32_t*)>("eglCreateContext")(display_, config, nullptr,
                                                                                             nullptr);
    if (!context_) throw std::runtime_error("EGL makes no OpenGL context");
    if (!makeCurrent(context_)) {
      destroy();
      throw std::runtime_error("EGL context cannot be made current");
    }
  }

  ~EglContext() override {
    makeCurrent(nullptr);
    destroy();
  }

 private:
  enum : int32_t {
    ALPHA_SIZE = 0x3021,
    BLUE_SIZE = 0x3022,
    GREEN_SIZE = 0x3023,
    RED_SIZE = 0x3024,
    DEPTH_SIZE = 0x3025,
    STENCIL_SIZE = 0x3026,
    SURFACE_TYPE = 0x3033,
    NONE = 0x3038,
    RENDERABLE_TYPE = 0x3040,
    PBUFFER_BIT = 1,
    OPENGL_BIT = 8,
    OPENGL_API = 0x30A2,
    PLATFORM_DEVICE = 0x313F
  };

  // The display of a device, of the first one that works when device is -1.
  void* initializedDisplay(int device) {
    using GetProcAddress = void*(const char*);
    auto find = egl_.function<GetProcAddress>("eglGetProcAddress");
    auto queryDevices = reinterpret_cast<uint32_t (*)(int32_t, void**, int32_t*)>(find("eglQueryDevicesEXT"));
    auto platformDisplay =
        reinterpret_cast<void* (*)(uint32_t, void*, const int32_t*)>(find("eglGetPlatformDisplayEXT"));
    if (!queryDevices || !platformDisplay) throw std::runtime_error("EGL knows no devices");
    int32_t count = 0;
    if (!queryDevices(0, nullptr, &count)) count = 0;
    std::vector<void*> devices(count);
    if (count > 0) queryDevices(count, devices.data(), &count);
    auto initialize = egl_.function<uint32_t(void*, int32_t*, int32_t*)>("eglInitialize");
    for (int i = 0; i < count; i++) {
      if (device >= 0 && i != device) continue;
      void* display = platformDisplay(PLATFORM_DEVICE, devices[i], nullptr);
      if (display && initialize(display, nullptr, nullptr)) return display;
    }
    throw std::runtime_error("EGL finds no device that can draw among " + std::to_string(count));
  }

  bool makeCurrent(void* context) {
    return egl_.function<uint32_t(void*, void*, void*, void*)>("eglMakeCurrent")(display_, nullptr, nullptr, context);
  }

  void destroy() { egl_.function<uint32_t(void*, void*)>("eglDestroyContext")(display_, context_); }

  GlLibrary egl_;
  void* display_;
  void* context_;
};

// A context of Mesa's software renderer that draws into plain memory.
class OsMesaContext final : public GlContext {
 public:
  explicit OsMesaContext(const char* library) : mesa_(library) {
    context_ = mesa_.function<void*(uint32_t, int32_t, int32_t, int32_t, void*)>("OSMesaCreateContextExt")(
        RGBA, 24, 8, 0, nullptr);
    if (!context_) throw std::runtime_error("OSMesa makes no OpenGL context");
    // MuJoCo draws into frame buffers of its own; this one only has to be there.
    auto makeCurrent = mesa_.function<uint8_t(void*, void*, uint32_t, int32_t, int32_t)>("OSMesaMakeCurrent");
    if (!makeCurrent(context_, pixel_, UNSIGNED_BYTE, 1, 1)) {
      destroy();
      throw std::runtime_error("OSMesa context cannot be made current");
    }
  }

  ~OsMesaContext() override { destroy(); }

 private:
  enum : uint32_t { UNSIGNED_BYTE = 0x1401, RGBA = 0x1908 };

  void destroy() { mesa_.function<void(void*)>("OSMesaDestroyContext")(context_); }

  GlLibrary mesa_;
  void* context_;
  uint8_t pixel_[4];
};

}  // namespace papilio
