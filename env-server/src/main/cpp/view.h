// What MuJoCo's renderer keeps between two frames. JavaCPP does not read this: to Java, both are opaque.
#pragma once

#include <mujoco/mujoco.h>

namespace papilio {

// What the drawing of one model needs on the graphics side: textures, meshes, and a frame buffer of one size.
struct Canvas {
  mjrContext context;
  mjrRect viewport;
};

// How one simulation is looked at.
struct View {
  mjvScene scene;
  mjvCamera camera;
  mjvOption option;
  mjvPerturb perturbation;
};

}  // namespace papilio
