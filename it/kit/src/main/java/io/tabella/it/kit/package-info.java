/** Database servers and node processes to test with. */
@NullMarked
package io.tabella.it.kit;

import org.jspecify.annotations.NullMarked;
