// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.staithe.deploy.SelfCheck;

/** Starts well, and finds then that it cannot do its work. */
public final class UnfitPlugin implements BundleActivator, SelfCheck {

    @Override
    public void start(BundleContext context) {
        context.registerService(SelfCheck.class, this, null);
    }

    @Override
    public void stop(BundleContext context) {
        // its service goes with it
    }

    @Override
    public void check() {
        throw new IllegalStateException("the tide is out");
    }
}
