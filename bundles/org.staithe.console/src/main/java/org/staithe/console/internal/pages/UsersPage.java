// SPDX-License-Identifier: Apache-2.0
package org.staithe.console.internal.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.staithe.auth.ConsoleRole;
import org.staithe.auth.Secret;
import org.staithe.auth.UserEntry;
import org.staithe.auth.UserRegister;
import org.staithe.console.internal.access.ConsoleAccess;
import org.staithe.console.internal.web.Call;
import org.staithe.console.internal.web.Json;
import org.staithe.console.internal.web.Page;
import org.staithe.filesystem.FileSystemBackend;

/** The users that can be edited, those of FTP and those of the console itself. */
@Component
public final class UsersPage implements Page {

    private static final String SETTING = "setting.";
    private static final String ROLE = "console";
    private static final String MOUNT = "mount.";

    private final ConsoleAccess access;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<UserRegister> registers = List.of();

    // replaced whole by SCR; read by anyone
    @Reference(
            service = FileSystemBackend.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    private volatile List<ServiceReference<FileSystemBackend>> backends = List.of();

    @Activate
    public UsersPage(@Reference ConsoleAccess access) {
        this.access = access;
    }

    @Override
    public List<Action> actions() {
        return List.of(
                Action.look("users", ConsoleRole.ADMINISTRATOR, this::list),
                Action.change("users/add", ConsoleRole.ADMINISTRATOR, this::add),
                Action.change("users/import", ConsoleRole.ADMINISTRATOR, this::takeIn),
                Action.change("users/change", ConsoleRole.ADMINISTRATOR, this::change),
                Action.change("users/password", ConsoleRole.ADMINISTRATOR, this::password),
                Action.change("users/remove", ConsoleRole.ADMINISTRATOR, this::remove));
    }

    private void list(Call call) throws Exception {
        List<Json> all = new ArrayList<>();
        for (UserRegister register : registers) {
            all.add(Json.object()
                    .with("place", register.place())
                    .with("users", register.entries().stream().map(UsersPage::user)));
        }
        call.json(Json.object().with("registers", all.stream()));
    }

    private void add(Call call) throws Exception {
        String name = call.required("name");
        Map<String, String> settings = settings(call);
        try (Secret password = Secret.of(call.value("password"))) {
            if (settings.containsKey(ROLE)) {
                ConsoleAccess.checkPassword(password);
            }
            register(call).add(name, settings, password);
        }
        done(call, "added the user " + name);
    }

    private void takeIn(Call call) throws Exception {
        UserLines lines = UserLines.read(call.required("lines"));
        if (lines.hashes().isEmpty()) {
            throw new Call.Refusal(400, "No line has the hash of a password.");
        }
        register(call).addHashed(lines.hashes(), settings(call));
        call.audit("imported the users " + lines.hashes().keySet());
        call.json(Json.object()
                .words("added", lines.hashes().keySet().stream())
                .words("without", lines.withoutPassword().stream()));
    }

    private void change(Call call) throws Exception {
        String name = call.required("name");
        Map<String, String> settings = settings(call);
        register(call).change(name, settings);
        done(call, "changed the user " + name + ": " + settings);
    }

    private void password(Call call) throws Exception {
        String name = call.required("name");
        UserRegister register = register(call);
        boolean enters = register.entries().stream()
                .anyMatch(entry -> entry.user().name().equals(name)
                        && entry.user().console().isPresent());
        try (Secret password = Secret.of(call.value("password"))) {
            if (enters) {
                ConsoleAccess.checkPassword(password);
            }
            register.changePassword(name, password);
        }
        if (!call.user().name().equals(name)) {
            access.endAll(name);
        }
        done(call, "changed the password of the user " + name);
    }

    private void remove(Call call) throws Exception {
        String name = call.required("name");
        register(call).remove(name);
        done(call, "removed the user " + name);
    }

    private static void done(Call call, String what) throws Exception {
        call.audit(what);
        call.json(Json.object().with("done", true));
    }

    private UserRegister register(Call call) throws Call.Refusal {
        String place = call.required("place");
        return registers.stream()
                .filter(register -> register.place().equals(place))
                .findFirst()
                .orElseThrow(() -> new Call.Refusal(404, "No users are kept in " + place));
    }

    private Map<String, String> settings(Call call) throws Call.Refusal {
        Map<String, String> settings = new LinkedHashMap<>();
        call.values().forEach((key, values) -> {
            if (key.startsWith(SETTING) && !values[0].isBlank()) {
                settings.put(key.substring(SETTING.length()).strip(), values[0].strip());
            }
        });
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            if (setting.getKey().startsWith(MOUNT)) {
                checkBackend(setting.getValue().split(":", 2)[0].strip());
            }
        }
        return settings;
    }

    private void checkBackend(String name) throws Call.Refusal {
        List<String> names = backends.stream()
                .map(backend -> String.valueOf(backend.getProperty(FileSystemBackend.NAME)))
                .sorted()
                .toList();
        if (!names.contains(name)) {
            throw new Call.Refusal(
                    400, "\"" + name + "\" is no backend that is there; there are " + String.join(", ", names) + ".");
        }
    }

    private static Json user(UserEntry entry) {
        Json settings = Json.object();
        entry.settings().forEach(settings::with);
        return Json.object()
                .with("name", entry.user().name())
                .with("password", entry.hasPassword())
                .with("settings", settings);
    }
}
