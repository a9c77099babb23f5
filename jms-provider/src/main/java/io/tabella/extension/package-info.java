/** What Tabella's objects can do beyond the specification: cast to these. */
@NullMarked
package io.tabella.extension;

import org.jspecify.annotations.NullMarked;
