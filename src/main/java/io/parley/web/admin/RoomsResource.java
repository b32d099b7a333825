package io.parley.web.admin;

import io.parley.room.LiveRooms;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The rooms that are alive on this node. */
@AdminOnly
@Dependent
@Path("rooms")
public class RoomsResource {

    private static final int MOST_OFFSET = 100_000;
    private static final int MOST_LIMIT = 500;

    @Inject
    private LiveRooms rooms;

    /** Made by the container. */
    public RoomsResource() {}

    /**
     * Some of them, by name.
     *
     * @param prefix what their names begin with
     * @param offset so many of the first are left out
     * @param limit no more than that
     * @return JSON
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String list(
            @QueryParam("prefix") @DefaultValue("") String prefix,
            @QueryParam("offset") @DefaultValue("0") String offset,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        int from = Parameters.number("offset", offset, 0, MOST_OFFSET, 0);
        int most = Parameters.number("limit", limit, 1, MOST_LIMIT, 1);
        List<LiveRooms.Occupied> wanted = rooms.all().stream()
                .filter(room -> room.name().toString().startsWith(prefix))
                .toList();
        JsonArrayBuilder page = Json.createArrayBuilder();
        wanted.stream()
                .skip(from)
                .limit(most)
                .forEach(room -> page.add(Json.createObjectBuilder()
                        .add("name", room.name().toString())
                        .add("members", room.members())));
        return Json.createObjectBuilder()
                .add("rooms", page)
                .add("total", wanted.size())
                .add("offset", from)
                .add("limit", most)
                .build()
                .toString();
    }
}
