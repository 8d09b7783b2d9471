/**
 * Float32 networks and averages computed by native code of ours, with the same bits on every
 * machine: each sum is one chain of fused multiply-adds in the order of its index, whatever the
 * width of the processor's vectors, the number of rows, or the place of the arrays in memory.
 */
package io.papilio.kernels;
