package io.tabella.it.server.crash;

import jakarta.ejb.EJB;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Takes the test's orders: WORD, and what belongs to it, as parts of the path. */
@WebServlet("/desk/*")
public class Desk extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @EJB
  @SuppressWarnings("NullAway.Init") // by the container
  private transient Clerk clerk;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    try {
      response.getWriter().print(answer(request.getPathInfo().substring(1).split("/", -1)));
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }

  private Object answer(String[] order) throws Exception {
    switch (order[0]) {
      case "open" -> clerk.createTable();
      case "send" -> clerk.send(order[1], order[2], Halt.valueOf(order[3]));
      case "move" -> clerk.move(order[1], order[2], Halt.valueOf(order[3]));
      case "drain" -> {
        return clerk.drain(order[1]);
      }
      case "rows" -> {
        return clerk.rows(order[1]);
      }
      case "in-doubt" -> {
        return clerk.branches() + "+" + clerk.otherBranches();
      }
      default -> throw new IllegalArgumentException(order[0]);
    }
    return "done";
  }
}
