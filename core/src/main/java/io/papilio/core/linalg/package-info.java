/**
 * Small dense linear algebra over doubles: immutable {@link io.papilio.core.linalg.Vector} and
 * {@link io.papilio.core.linalg.Matrix} values. EJML does the decompositions and is seen by nobody
 * else.
 */
package io.papilio.core.linalg;
