/** Weights of policies in the ONNX format: read, averaged and written. */
package io.papilio.cli.onnx;
