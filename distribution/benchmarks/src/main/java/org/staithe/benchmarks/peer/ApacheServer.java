// SPDX-License-Identifier: Apache-2.0
package org.staithe.benchmarks.peer;

import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.UserManager;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfiguration;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import org.apache.ftpserver.usermanager.ClearTextPasswordEncryptor;
import org.apache.ftpserver.usermanager.PropertiesUserManagerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.ConcurrentLoginPermission;
import org.apache.ftpserver.usermanager.impl.TransferRatePermission;
import org.apache.ftpserver.usermanager.impl.WritePermission;

/** Apache FtpServer as it is, with its limits lifted and a password that costs nothing to check. */
public final class ApacheServer {

    private ApacheServer() {}

    /** Reads PORT, PASSIVE, ROOT and TLS of the environment; TLS is a folder with a store.p12, or is not there. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> environment = System.getenv();
        FtpServerFactory server = new FtpServerFactory();
        server.addListener("default", listener(environment));
        server.setUserManager(users(Objects.requireNonNull(environment.get("ROOT"))));
        ConnectionConfigFactory connections = new ConnectionConfigFactory();
        connections.setMaxLogins(0);
        connections.setLoginFailureDelay(0);
        server.setConnectionConfig(connections.createConnectionConfig());
        server.createServer().start();
    }

    private static Listener listener(Map<String, String> environment) {
        ListenerFactory listener = new ListenerFactory();
        listener.setServerAddress("127.0.0.1");
        listener.setPort(Integer.parseInt(Objects.requireNonNull(environment.get("PORT"))));
        listener.setIdleTimeout(900);
        DataConnectionConfigurationFactory data = new DataConnectionConfigurationFactory();
        data.setPassivePorts(environment.get("PASSIVE"));
        String tls = environment.get("TLS");
        if (tls != null) {
            // One context, or no data connection could resume the control connection's session.
            SslConfiguration both = tls(tls);
            listener.setSslConfiguration(both);
            data.setSslConfiguration(both);
        }
        listener.setDataConnectionConfiguration(data.createDataConnectionConfiguration());
        return listener.createListener();
    }

    private static SslConfiguration tls(String folder) {
        SslConfigurationFactory tls = new SslConfigurationFactory();
        tls.setKeystoreFile(new File(folder, "store.p12"));
        tls.setKeystoreType("PKCS12");
        tls.setKeystorePassword("changeit");
        tls.setSslProtocol("TLSv1.2", "TLSv1.3");
        return tls.createSslConfiguration();
    }

    private static UserManager users(String root) throws Exception {
        PropertiesUserManagerFactory factory = new PropertiesUserManagerFactory();
        factory.setPasswordEncryptor(new ClearTextPasswordEncryptor());
        UserManager users = factory.createUserManager();
        BaseUser user = new BaseUser();
        user.setName("bench");
        user.setPassword("s3cret");
        user.setHomeDirectory(root);
        user.setAuthorities(
                List.of(new WritePermission(), new ConcurrentLoginPermission(0, 0), new TransferRatePermission(0, 0)));
        users.save(user);
        return users;
    }
}
