/**
 * Gymnasium's MuJoCo environments by id, equal to the last bit in observation, reward, flags and
 * info; the tasks are in the packages below.
 *
 * <p>Reference: Gymnasium 1.3.0 on MuJoCo 3.14.0 and NumPy 2 (NumPy 1 rounds float32 control costs
 * differently).
 */
package io.papilio.envserver.locomotion;
