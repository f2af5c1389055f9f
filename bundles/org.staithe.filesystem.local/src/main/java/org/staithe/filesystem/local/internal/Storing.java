// SPDX-License-Identifier: Apache-2.0
package org.staithe.filesystem.local.internal;

import java.io.IOException;
import java.util.OptionalLong;
import org.staithe.filesystem.Upload;

/** How files are written: {@link AtomicStoring} or {@link InPlaceStoring}. The place is the caller's to close. */
interface Storing {

    Upload store(Place place, String user, long offset, boolean replace) throws IOException;

    Upload append(Place place, String user) throws IOException;

    OptionalLong unfinished(Place place, String user) throws IOException;
}
