/** NumPy's order of floating-point operations, where Gymnasium's results depend on it. */
package io.papilio.core.numpy;
