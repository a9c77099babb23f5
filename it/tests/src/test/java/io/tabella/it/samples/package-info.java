/** The samples, as a user runs them. */
@NullMarked
package io.tabella.it.samples;

import org.jspecify.annotations.NullMarked;
