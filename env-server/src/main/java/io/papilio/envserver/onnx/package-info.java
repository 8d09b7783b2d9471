/**
 * Networks in the ONNX format, computed by ONNX Runtime. A model may come from anybody: it is
 * parsed and its cost bounded here before the runtime sees it, since the runtime can be interrupted
 * neither inside of an operator nor while it loads a model.
 */
package io.papilio.envserver.onnx;
