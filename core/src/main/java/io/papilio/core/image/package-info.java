/** Images as files. */
package io.papilio.core.image;
