/**
 * MuJoCo's C API as Java classes, made at build time: {@link
 * io.papilio.envserver.mujoco.binding.MujocoPreset} holds the rules, src/main/cpp the functions,
 * src/build/mujoco.xml the steps. Raw pointers: only package mujoco uses them.
 */
package io.papilio.envserver.mujoco.binding;
