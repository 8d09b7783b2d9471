/** Vectors of environments that step together, with Gymnasium's three autoreset modes. */
package io.papilio.core.vector;
