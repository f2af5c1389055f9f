// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth.file.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.staithe.auth.User;
import org.staithe.auth.file.internal.hash.PasswordHash;

/** Shows accounts to a person, without their hashes. */
final class UsersTable {

    private UsersTable() {}

    static List<String> of(Accounts accounts, Instant now) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("NAME", "PASSWORD", "STATE", "HOME", "MOUNTS"));
        for (Account account : accounts.all()) {
            User user = account.user();
            rows.add(List.of(
                    user.name(),
                    account.password().map(PasswordHash::form).orElse("none"),
                    state(account, now),
                    user.home(),
                    user.mounts().stream()
                            .map(mount -> mount.at() + " = " + MountValue.write(mount))
                            .collect(Collectors.joining("; "))));
        }
        return rows.stream().map(row -> aligned(row, rows)).toList();
    }

    private static String state(Account account, Instant now) {
        User user = account.user();
        String rank = user.administrator() ? "administrator" : "user";
        if (account.disabled()) {
            return rank + ", disabled";
        }
        return user.expires()
                .map(expires -> rank + (now.isBefore(expires) ? ", until " : ", expired ") + expires)
                .orElse(rank);
    }

    private static String aligned(List<String> row, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            line.append(cell);
            if (column < row.size() - 1) {
                int at = column;
                int width = rows.stream()
                        .mapToInt(any -> any.get(at).length())
                        .max()
                        .orElse(0);
                line.append(" ".repeat(width - cell.length() + 2));
            }
        }
        return line.toString();
    }
}
