// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.certificate.internal;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.util.converter.Converters;
import org.staithe.auth.UserStore;
import org.staithe.config.ConfigurationCheck;
import org.staithe.config.Problem;

/** Refuses what {@link CertificateUsers} would refuse, and users whom nobody knows, before it is stored. */
@Component(property = ConfigurationCheck.PIDS + "=org.staithe.auth.certificate")
public final class CertificateCheck implements ConfigurationCheck {

    // replaced whole by SCR; read by anyone
    @Reference(
            target = "(!(staithe.listeners=web-console))", // an FTP client finds nobody there
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    private volatile List<UserStore> stores = List.of();

    @Activate
    public CertificateCheck() {}

    @Override
    public List<Problem> problems(String pid, Map<String, ?> values) {
        CertificateUsers.Config config =
                Converters.standardConverter().convert(values).to(CertificateUsers.Config.class);
        return new CertificateUsers(config)
                .users().stream()
                        .filter(user -> stores.stream().noneMatch(store -> mayKnow(store, user)))
                        .map(user -> new Problem(
                                "users", "\"" + user + "\" is no user that anybody knows; add the user first"))
                        .toList();
    }

    private static boolean mayKnow(UserStore store, String user) {
        try {
            return store.find(user).isPresent();
        } catch (IOException | RuntimeException e) {
            return true; // it cannot say now, and whoever logs in will be told
        }
    }
}
