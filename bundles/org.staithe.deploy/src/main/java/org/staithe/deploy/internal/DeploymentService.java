// SPDX-License-Identifier: Apache-2.0
package org.staithe.deploy.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.staithe.deploy.Deployment;

/** Puts the parts together, and in order: the folder is aligned before anybody can order a change. */
@Component(service = {})
public final class DeploymentService {

    /** Before whoever else wants to deal with jars. */
    private static final int FIRST = 1000;

    private final List<ServiceRegistration<?>> offered = new ArrayList<>();

    @Activate
    public DeploymentService(BundleContext context, @Reference ServiceComponentRuntime components) throws IOException {
        Path home = Path.of(context.getProperty("staithe.home"));
        PluginFolder folder = new PluginFolder(home.resolve("plugins"));
        FormerVersions versions = new FormerVersions(home.resolve("data/former"));
        Installed installed = new Installed(context);
        Rehearsal rehearsal = new Rehearsal(context, components);
        Succession succession = new Succession(installed, rehearsal, versions);
        DroppedJars dropped = new DroppedJars(folder, installed, succession, versions);

        offered.add(context.registerService(CollisionHook.class, new SameVersionTwice(context.getBundle()), null));
        new Alignment(folder, installed, dropped).run();
        offered.add(context.registerService(
                ArtifactInstaller.class, dropped, new Hashtable<>(Map.of("service.ranking", FIRST))));
        offered.add(context.registerService(
                Deployment.class, new Deployer(folder, installed, succession, versions, rehearsal), null));
    }

    @Deactivate
    void stop() {
        offered.forEach(ServiceRegistration::unregister);
    }
}
