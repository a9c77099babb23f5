/**
 * Which destinations there are. Names are looked up once and kept: a destination's id never
 * changes, and is never used again.
 */
@NullMarked
package io.tabella.engine.catalog;

import org.jspecify.annotations.NullMarked;
