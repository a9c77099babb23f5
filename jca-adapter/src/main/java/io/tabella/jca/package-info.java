/** Tabella for application servers. */
@NullMarked
package io.tabella.jca;

import org.jspecify.annotations.NullMarked;
