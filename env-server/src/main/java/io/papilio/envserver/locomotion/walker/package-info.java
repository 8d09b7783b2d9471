/** Tasks that reward running forward: Hopper, Walker2d, HalfCheetah, Swimmer, Ant. */
package io.papilio.envserver.locomotion.walker;
