// What MuJoCo derives from its state in a step. These arrays keep the values of the step's last stage, not of the
// state that came out of it, and the next step's reward or a picture reads them so.
#pragma once

#include <mujoco/mujoco.h>

namespace papilio {

// Calls visit(array, size) for every derived array that is read before the next step derives it again.
template <typename Visit>
void eachDerived(const mjModel* m, Visit visit) {
  // Places and orientations.
  visit(&mjData::xpos, 3 * m->nbody);
  visit(&mjData::xquat, 4 * m->nbody);
  visit(&mjData::xmat, 9 * m->nbody);
  visit(&mjData::xipos, 3 * m->nbody);
  visit(&mjData::ximat, 9 * m->nbody);
  visit(&mjData::xanchor, 3 * m->njnt);
  visit(&mjData::xaxis, 3 * m->njnt);
  visit(&mjData::geom_xpos, 3 * m->ngeom);
  visit(&mjData::geom_xmat, 9 * m->ngeom);
  visit(&mjData::site_xpos, 3 * m->nsite);
  visit(&mjData::site_xmat, 9 * m->nsite);
  visit(&mjData::cam_xpos, 3 * m->ncam);
  visit(&mjData::cam_xmat, 9 * m->ncam);
  visit(&mjData::light_xpos, 3 * m->nlight);
  visit(&mjData::light_xdir, 3 * m->nlight);
  visit(&mjData::subtree_com, 3 * m->nbody);
  // Inertia, velocities and forces.
  visit(&mjData::cinert, 10 * m->nbody);
  visit(&mjData::cvel, 6 * m->nbody);
  visit(&mjData::qacc, m->nv);
  visit(&mjData::qfrc_actuator, m->nv);
  visit(&mjData::qfrc_constraint, m->nv);
  visit(&mjData::cfrc_ext, 6 * m->nbody);
  visit(&mjData::sensordata, m->nsensordata);
}

}  // namespace papilio
