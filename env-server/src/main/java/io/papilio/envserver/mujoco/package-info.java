/**
 * MuJoCo as closeable Java objects: {@link io.papilio.envserver.mujoco.MujocoModel}, compiled once
 * and shared, and {@link io.papilio.envserver.mujoco.MujocoSimulation}, one state that moves.
 *
 * <p>Source: MuJoCo 3.14.0, the build in its Python wheels.
 */
package io.papilio.envserver.mujoco;
