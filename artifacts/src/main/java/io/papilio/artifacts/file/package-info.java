/** Files that are replaced in one step, and JSON files whose content is a record. */
package io.papilio.artifacts.file;
