/**
 * Gymnasium's MuJoCo environments, equal to the last bit in observation, reward, flags and info.
 *
 * <p>Reference: Gymnasium 1.3.0 on MuJoCo 3.14.0 and NumPy 2 (NumPy 1 rounds float32 control costs
 * differently). The models are the MJCF files beside these classes.
 */
package io.papilio.envserver.locomotion;
