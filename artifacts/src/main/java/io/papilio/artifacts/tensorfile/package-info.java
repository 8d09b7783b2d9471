/**
 * Files that outlive a run: tensors in the safetensors format, and the state from which an
 * interrupted run continues bit for bit.
 */
package io.papilio.artifacts.tensorfile;
