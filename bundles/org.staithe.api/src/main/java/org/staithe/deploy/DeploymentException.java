// SPDX-License-Identifier: Apache-2.0
package org.staithe.deploy;

/** A plugin could not be changed, and nothing was. The message is for operators: it says why, and what to do. */
public final class DeploymentException extends Exception {

    private static final long serialVersionUID = 1L;

    public DeploymentException(String message) {
        super(message);
    }

    public DeploymentException(String message, Throwable cause) {
        super(message, cause);
    }
}
