// SPDX-License-Identifier: Apache-2.0
package org.staithe.core.internal.server;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The configuration of a listener. */
@ObjectClassDefinition(name = "Staithe listener", description = "An address and port that clients connect to")
@interface ListenerConfig {
    @AttributeDefinition(description = "Name of the listener; plugins and logs refer to it")
    String name() default "default";

    @AttributeDefinition(description = "Address of this machine to listen on; 0.0.0.0 or :: for all of them")
    String address() default "127.0.0.1";

    @AttributeDefinition(description = "Port; 0 lets the system choose", min = "0", max = "65535")
    int port() default 2121;

    @AttributeDefinition(description = "Connections that may wait to be accepted", min = "1", max = "65535")
    int backlog() default 1024;

    @AttributeDefinition(description = "Text of the greeting")
    String banner() default "FTP server ready.";

    @AttributeDefinition(description = "Seconds without a command until a session ends", min = "1", max = "86400")
    int idle_seconds() default 300;

    @AttributeDefinition(description = "Seconds from connecting to being logged in", min = "1", max = "3600")
    int login_seconds() default 60;

    @AttributeDefinition(description = "Seconds that a data connection may take to come about", min = "1", max = "600")
    int connect_seconds() default 30;

    @AttributeDefinition(
            description =
                    "Seconds that a transfer may make no progress, because of its client or of the plugin that has the file",
            min = "1",
            max = "86400")
    int stall_seconds() default 120;

    @AttributeDefinition(description = "Sessions at the same time; 0: no limit", min = "0")
    int sessions() default 10_000;

    @AttributeDefinition(
            description = "Sessions beyond that number in which only administrators may log in",
            min = "0",
            max = "1000")
    int sessions_reserved() default 2;

    @AttributeDefinition(description = "Sessions of one address at the same time; 0: no limit", min = "0")
    int sessions_per_address() default 0;

    @AttributeDefinition(description = "Networks that may connect, such as 192.0.2.0/24; none: all", required = false)
    String[] allow() default {};

    @AttributeDefinition(description = "Networks that may not connect, even if allowed", required = false)
    String[] deny() default {};

    @AttributeDefinition(
            description = "off, optional, required-login (no password in the clear), required-data (nothing is)",
            options = {
                @Option(label = "off", value = "off"),
                @Option(label = "optional", value = "optional"),
                @Option(label = "required for the login", value = "required-login"),
                @Option(label = "required for data, too", value = "required-data")
            })
    String tls() default "optional";

    @AttributeDefinition(description = "The TLS handshake comes first, without AUTH TLS (usual on port 990)")
    boolean tls_implicit() default false;

    @AttributeDefinition(description = "Versions of TLS: 1.2, 1.3; none: both", required = false)
    String[] tls_versions() default {};

    @AttributeDefinition(description = "Cipher suites, the preferred first; none: the strong ones", required = false)
    String[] tls_suites() default {};

    @AttributeDefinition(description = "Groups of the key exchange, the preferred first (JDK 20)", required = false)
    String[] tls_groups() default {};

    @AttributeDefinition(
            description = "Whether clients show a certificate",
            options = {
                @Option(label = "none", value = "none"),
                @Option(label = "wanted", value = "wanted"),
                @Option(label = "needed", value = "needed")
            })
    String tls_client_certificate() default "none";

    @AttributeDefinition(
            description = "Whether data connections must resume the TLS session of their control connection",
            options = {
                @Option(label = "require", value = "require"),
                @Option(label = "prefer", value = "prefer"),
                @Option(label = "off", value = "off")
            })
    String tls_resumption() default "prefer";

    @AttributeDefinition(description = "Allow CCC, which ends the protection of the control connection")
    boolean tls_ccc() default false;
}
