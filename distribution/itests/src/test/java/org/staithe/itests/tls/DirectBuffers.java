// SPDX-License-Identifier: Apache-2.0
package org.staithe.itests.tls;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The memory outside of the heap that a server's buffers hold. */
final class DirectBuffers {

    private DirectBuffers() {}

    @SuppressWarnings("BanJNDI") // the other end is the server that this test has started
    static long bytes(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            String address = machine.startLocalManagementAgent();
            machine.detach();
            try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
                return (Long) connector
                        .getMBeanServerConnection()
                        .getAttribute(new ObjectName("java.nio:type=BufferPool,name=direct"), "MemoryUsed");
            }
        } catch (AttachNotSupportedException | JMException e) {
            throw new IOException(e);
        }
    }
}
